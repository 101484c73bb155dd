"""The exact Origin check in FastAPI. Run with FastAPI 0.92.0 and uvicorn 0.17.6 (Debian 12)."""

from fastapi import FastAPI, WebSocket

app = FastAPI()
OWN_ORIGINS = {"https://app.bank.example"}


@app.websocket("/")
async def account(websocket: WebSocket):
    if websocket.headers.get("origin") not in OWN_ORIGINS:
        await websocket.close()  # before accept: HTTP 403 on the wire
        return
    await websocket.accept()
