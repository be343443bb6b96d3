"""Call 2: submit, note the task's id, wait."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.async_call(
    model="wan2.2-kf2v-flash",
    prompt="傍晚的湖面,太阳慢慢落向山脊,镜头轻轻推近。",
    first_frame_url=served("first.png"),
    last_frame_url=served("last.png"),
    duration=5,
    prompt_extend=True,
    watermark=True,
)
if answer.output:
    print("task", answer.output.task_id)
    answer = VideoSynthesis.wait(answer)
show(answer)
