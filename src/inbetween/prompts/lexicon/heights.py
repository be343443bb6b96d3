"""What is high and what is low in a picture: *from her boots to her hat* goes up, 从天花板到地板 down."""

HIGH = (
    "gargoyle|gargoyles|dome|belfry|lantern|lanterns|lamp|beams|beam|attic|crown|crest|flag|weathercock|antenna|"
    "chimney|mast|masthead|kite|balloon|vault|arch|minaret|battlements|cross|neon|streetlamp|lamppost|blossoms|"
    "branches|leaves|moonlight|window above|gable|eaves|fresco|石兽|飞檐|屋檐|檐角|匾|匾额|牌匾|灯笼|钟楼|十字架|"
    "旗帜|旗|桅杆|风筝|气球|阁楼|房梁|横梁|梁|树冠层|枝头|月|星星|云|塔|瓶盖|瓶口|帽檐|发梢|发髻|额头|壁画|霓虹|路灯|"
    "招牌|城楼|城头|峰|ceiling|sky|stars|roof|rooftop|rooftops|spire|treetops|treetop|clouds|cloud|chandelier|moon|"
    "summit|peak|sun|"
    "rafters|"
    "skylight|hat|heavens|canopy|steeple|top|balcony|天花板|屋顶|天空|夜空|星空|塔尖|塔顶|头部|头顶|头|帽子|树梢|"
    "树冠|"
    "云端|云层|月亮|山顶|峰顶|穹顶|楼顶|吊灯|太阳"
)
LOW = (
    "cobblestones|cobbles|table|carpet|rug|tiles|mud|sand|snow|water|pond|doorstep|threshold|stem|hooves|paws|wheels|"
    "tyres|tires|pedals|grave|cradle|keys|desk|plate|saucer|bowl|earth|soil|moss|lawn|hem|石板路|石板|石阶|台阶|餐桌|"
    "桌面|桌子|桌|地毯|泥地|泥土|沙地|雪地|水面|湖面|门槛|马蹄|爪子|车轮|轮胎|踏板|琴键|摇篮|盘子|碗|土壤|青苔|草坪|"
    "裙摆|鞋尖|鞋子|鞋|脚|脚尖|脚踝|瓶底|杯底|街面|路面|floor|ground|pavement|street|boots|shoes|feet|toes|sneakers|"
    "heels|base|bottom|roots|sidewalk|grass|puddle|"
    "ankles|"
    "地板|地面|脚部|脚|脚尖|鞋子|鞋|靴子|底部|根部|街道|街面|水面|草地|脚下|地上|台阶"
)
"""Any move between the two is up or down."""

UPPER = "face|eyes|head|smile|gaze|expression|lips|脸|脸上|脸庞|面庞|面孔|眼睛|双眼|笑容|神情|表情|侧脸|面部"
LOWER = "hands|hand|fingers|chest|belt|waist|knees|lap|arm|手|双手|手上|手指|指尖|胸前|腰间|手中|膝盖"
"""A camera that travels between these goes up or down; one that pans may go to somebody else."""
