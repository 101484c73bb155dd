"""Refusing before the 101, as much FastAPI code does it. Run with FastAPI 0.92.0 and uvicorn 0.17.6 (Debian 12): HTTP 403 on the wire."""

from fastapi import FastAPI, WebSocket

app = FastAPI()


def valid(token: str) -> bool:
    return token == "good"


@app.websocket("/{room}")
async def before(websocket: WebSocket, room: str, token: str = ""):
    if not valid(token):
        await websocket.close(code=1008, reason="Unauthorized")
        return
    await websocket.accept()
