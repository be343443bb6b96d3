#!/bin/sh
# Call 11: two frames, ten seconds, Chinese words.
set -eu
. "$(dirname "$0")/dashscope.sh"

make video-generation '{
  "model": "wan2.7-i2v",
  "input": {
    "prompt": "夕阳西下,湖边的木屋亮起灯,热气球缓缓飘过山脊。",
    "media": [
      {"type": "first_frame", "url": "'"$MEDIA_URL"'/first.png"},
      {"type": "last_frame", "url": "'"$MEDIA_URL"'/last.png"}
    ]
  },
  "parameters": {"resolution": "720P", "duration": 10, "prompt_extend": false, "watermark": true}
}'
