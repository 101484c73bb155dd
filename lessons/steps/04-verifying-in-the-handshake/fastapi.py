"""Reading and verifying in the handshake, in FastAPI. Run with FastAPI 0.92.0, uvicorn 0.17.6 and PyJWT 2.6.0 (Debian 12).

`OAuth2PasswordBearer` and `HTTPBearer` cannot be used here: they want an HTTP `Request`.
"""

from pathlib import Path

import jwt
from fastapi import Cookie, Depends, FastAPI, Header, WebSocket, WebSocketException
from starlette.requests import HTTPConnection

app = FastAPI()
PUBLIC_KEY = Path("keys/issuer.public.pem").read_text()


def verified_user(connection: HTTPConnection) -> str:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise jwt.InvalidTokenError("no bearer token")
        payload = jwt.decode(
            token,
            PUBLIC_KEY,
            algorithms=["RS256"],
            issuer="https://issuer.lab",
            audience="chat",
            options={"require": ["sub", "exp", "jti"]},
        )
    except jwt.InvalidTokenError:
        raise WebSocketException(1008)  # before accept: HTTP 403 on the wire
    return payload["sub"]


@app.websocket("/")
async def endpoint(
    websocket: WebSocket,
    authorization: str = Header(""),  # one header field
    session: str = Cookie(""),  # one cookie
    user: str = Depends(verified_user),  # a dependency of your own
):
    origin = websocket.headers.get("origin")  # or any field, by name
    await websocket.accept()
    await websocket.send_json({"user": user, "origin": origin})
