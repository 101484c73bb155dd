"""The room of this step in FastAPI. Run with FastAPI 0.92.0, uvicorn 0.17.6 and websockets 10.4 (Debian 12)."""

from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/chat")
async def chat(websocket: WebSocket):
    await websocket.accept()
    while True:
        await websocket.send_text(await websocket.receive_text())
