"""Send each request of standard input with the vendor's SDK, wait for all, and print what came of them.

echo '{"server": ..., "key": ..., "asked": [{"model": ..., "media": [...], "duration": 2}]}' | python send.py
"""

import json
import sys

import dashscope
from dashscope import VideoSynthesis

wish = json.load(sys.stdin)
dashscope.api_key, dashscope.base_http_api_url = wish["key"], f"{wish['server']}/api/v1"
json.dump(VideoSynthesis.call(**wish["asked"]), sys.stdout)
