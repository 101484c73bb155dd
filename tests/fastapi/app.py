"""What FastAPI really does with WebSocket handshakes, an endpoint for each claim of the course.

Run with FastAPI 0.92.0 (Starlette 0.26.1, uvicorn 0.17.6, websockets 10.4, PyJWT 2.6.0): Debian 12's packages.
"""

import asyncio
import json

import jwt
from fastapi import Cookie, Depends, FastAPI, Header, WebSocket, WebSocketException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from starlette.requests import HTTPConnection

app = FastAPI()

SECRET = "lab-secret-lab-secret-lab-secret-32b"


def verified(token: str) -> dict:
    return jwt.decode(
        token,
        SECRET,
        algorithms=["HS256"],
        audience="chat",
        issuer="https://issuer.lab",
        options={"require": ["exp", "sub"]},
    )


# Reading the handshake


@app.websocket("/headers")
async def headers(websocket: WebSocket, authorization: str = Header(None), session: str = Cookie(None)):
    await websocket.accept(subprotocol=websocket.scope["subprotocols"][0] if websocket.scope["subprotocols"] else None)
    await websocket.send_json(
        {
            "headers.get": websocket.headers.get("authorization"),
            "headers.get capital": websocket.headers.get("Authorization"),
            "Header()": authorization,
            "Cookie()": session,
            "origin": websocket.headers.get("origin"),
            "query": websocket.query_params.get("token"),
        }
    )
    await websocket.close()


def bearer_of(connection: HTTPConnection):
    return connection.headers.get("authorization")


@app.websocket("/depends")
async def depends(websocket: WebSocket, bearer: str = Depends(bearer_of)):
    await websocket.accept()
    await websocket.send_json({"bearer": bearer})
    await websocket.close()


@app.websocket("/http-bearer")
async def http_bearer(websocket: WebSocket, bearer=Depends(HTTPBearer())):
    await websocket.accept()


@app.websocket("/required-header")
async def required_header(websocket: WebSocket, x_api_key: str = Header()):
    await websocket.accept()


# Refusing


@app.websocket("/close-before-accept")
async def close_before_accept(websocket: WebSocket):
    await websocket.close(code=1008, reason="Unauthorized")


@app.websocket("/raise-before-accept")
async def raise_before_accept(websocket: WebSocket):
    raise WebSocketException(1008, "nope")


@app.websocket("/return-without-accept")
async def return_without_accept(websocket: WebSocket):
    return


@app.websocket("/close-after-accept")
async def close_after_accept(websocket: WebSocket):
    await websocket.accept()
    await websocket.close(code=1008, reason="Unauthorized")


@app.websocket("/close-4401-after-accept")
async def close_4401_after_accept(websocket: WebSocket):
    await websocket.accept()
    await websocket.close(code=4401, reason="token expired")


@app.websocket("/close-without-code")
async def close_without_code(websocket: WebSocket):
    await websocket.accept()
    await websocket.close()


# Accepting


@app.websocket("/anybody")
async def anybody(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_text("hi")
    await websocket.close()


@app.websocket("/first-message")
async def first_message(websocket: WebSocket):
    await websocket.accept()
    try:
        text = await asyncio.wait_for(websocket.receive_text(), timeout=1)
        user = verified(json.loads(text)["token"])["sub"]
    except asyncio.TimeoutError:
        return await websocket.close(code=4408, reason="auth timeout")
    except Exception:
        return await websocket.close(code=4401, reason="bad token")
    await websocket.send_json({"type": "welcome", "sub": user})
    async for text in websocket.iter_text():
        await websocket.send_json({"from": user, "text": text})


@app.websocket("/outlives-its-token")
async def outlives_its_token(websocket: WebSocket):
    token = websocket.query_params.get("token", "")
    try:
        verified(token)
    except jwt.PyJWTError:
        return await websocket.close()
    await websocket.accept()
    async for text in websocket.iter_text():
        try:
            verified(token)
            await websocket.send_text(f"{text}: the token is good")
        except jwt.ExpiredSignatureError:
            await websocket.send_text(f"{text}: the token has expired, and nothing has happened")


# Middleware


@app.middleware("http")
async def wants_authorization(request, call_next):
    if request.url.path.startswith("/guarded") and "authorization" not in request.headers:
        return JSONResponse({"detail": "http middleware says no"}, status_code=401)
    return await call_next(request)


app.add_middleware(CORSMiddleware, allow_origins=["https://good.example"])


@app.get("/guarded/page")
async def guarded_page():
    return {"ok": True}


@app.websocket("/guarded/socket")
async def guarded_socket(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_text("the middleware did not run")
    await websocket.close()
