"""The limit to compare with: a FastAPI application that parses a body and answers it, with no database and no rules."""

import sys

import uvicorn
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/echo")
async def echo(request: Request) -> dict[str, object]:
    """Answer what was sent."""
    return {"request_id": "0", "output": await request.json()}


@app.get("/echo")
async def constant() -> dict[str, str]:
    """Answer a constant."""
    return {"request_id": "0"}


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
