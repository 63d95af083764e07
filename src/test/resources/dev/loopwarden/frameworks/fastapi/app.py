"""An HTTP API: five risks, and what FastAPI's own conventions look like."""
import asyncio
import time
from contextlib import asynccontextmanager

import httpx
import requests
from fastapi import BackgroundTasks, Depends, FastAPI, UploadFile
from sqlalchemy.orm import Session


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with httpx.AsyncClient(timeout=5) as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


def session() -> Session:
    with Session() as one:
        yield one


@app.get("/price")
async def price():
    return requests.get("https://prices.example.org/now", timeout=5).json()


@app.get("/orders/{number}")
async def order(number: int, db: Session = Depends(session)):
    await asyncio.sleep(0.1)
    return db.execute("select 1").all()


@app.post("/mails")
async def mails(addresses: list[str]):
    await asyncio.gather(*(send(each) for each in addresses))
    asyncio.create_task(send("audit@example.org"))
    return {"sent": len(addresses)}


@app.post("/photos")
async def photo(file: UploadFile):
    data = await file.read()
    await asyncio.to_thread(store, data)
    return {"size": len(data)}


async def send(address: str):
    async with httpx.AsyncClient(timeout=None) as client:
        await client.post("https://mail.example.org", json={"to": address})


# conventions: all of this is right


def store(data: bytes):
    with open("/var/photos/last", "wb") as out:
        out.write(data)


@app.get("/report")
def report(db: Session = Depends(session)):
    time.sleep(0.5)
    return db.execute("select 2").all()


@app.post("/later")
async def later(background: BackgroundTasks):
    background.add_task(store, b"later")
    return {"queued": True}


@app.get("/status")
async def status():
    return {"status": "ok"}
