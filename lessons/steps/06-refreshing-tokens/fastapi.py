"""A deadline at `exp`, in FastAPI. Run with FastAPI 0.92.0 and uvicorn 0.17.6 (Debian 12)."""

import asyncio
import time

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


async def close_at(websocket: WebSocket, exp: float):
    await asyncio.sleep(exp - time.time())
    await websocket.close(4401, "token expired")


@app.websocket("/")
async def live(websocket: WebSocket, lifetime: float = 2.0):
    await websocket.accept()
    deadline = asyncio.create_task(close_at(websocket, time.time() + lifetime))
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    except WebSocketDisconnect:
        deadline.cancel()
