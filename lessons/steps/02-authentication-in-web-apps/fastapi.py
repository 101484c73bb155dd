"""Verifying a token with PyJWT, as a FastAPI server does. Run with FastAPI 0.92.0 and PyJWT 2.6.0 (Debian 12)."""

import jwt
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
SECRET = "lab-secret-lab-secret-lab-secret-32b"


def verified(token: str) -> dict:
    payload = jwt.decode(
        token,
        SECRET,
        algorithms=["HS256"],
        issuer="https://issuer.lab",
        audience="chat",
        options={"require": ["sub", "exp"]},
    )
    return payload


@app.get("/me")
async def me(authorization: str = Header("")):
    if not authorization:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    try:
        payload = verified(authorization.removeprefix("Bearer "))
    except jwt.InvalidTokenError:
        raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return {"via": "bearer", "sub": payload["sub"]}
