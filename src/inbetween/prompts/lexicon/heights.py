"""What is high and what is low in a picture: *from her boots to her hat* goes up, 从天花板到地板 down."""

HIGH = (
    "ceiling|sky|stars|roof|rooftop|rooftops|spire|treetops|treetop|clouds|cloud|chandelier|moon|summit|peak|sun|"
    "rafters|"
    "skylight|hat|heavens|canopy|steeple|top|balcony|天花板|屋顶|天空|夜空|星空|塔尖|塔顶|头部|头顶|头|帽子|树梢|"
    "树冠|"
    "云端|云层|月亮|山顶|峰顶|穹顶|楼顶|吊灯|太阳"
)
LOW = (
    "floor|ground|pavement|street|boots|shoes|feet|toes|sneakers|heels|base|bottom|roots|sidewalk|grass|puddle|"
    "ankles|"
    "地板|地面|脚部|脚|脚尖|鞋子|鞋|靴子|底部|根部|街道|街面|水面|草地|脚下|地上|台阶"
)
"""Any move between the two is up or down."""

UPPER = "face|eyes|head|smile|gaze|expression|lips|脸|脸上|脸庞|面庞|面孔|眼睛|双眼|笑容|神情|表情|侧脸|面部"
LOWER = "hands|hand|fingers|chest|belt|waist|knees|lap|arm|手|双手|手上|手指|指尖|胸前|腰间|手中|膝盖"
"""A camera that travels between these goes up or down; one that pans may go to somebody else."""
