"""What is written about other servers: that they were asked, and never by a URL that opens something."""

import subprocess
import sys

SAYS = """
import logging
from inbetween.cli.logs import write_logs
write_logs()
logging.getLogger("httpx").info("HTTP Request: GET https://example.com/video.mp4?Signature=a-secret")
logging.getLogger("elsewhere").info("seen")
"""


def test_signed_urls_of_other_servers_are_not_written() -> None:
    ended = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True, timeout=60)
    assert "seen" in ended.stderr
    assert "a-secret" not in ended.stderr
