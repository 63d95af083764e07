from django.contrib.auth import authenticate
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session


async def save(session: Session, user):
    session.add(user)
    session.commit()  # LW602


async def save_async(session: AsyncSession, user):
    session.add(user)
    await session.commit()


def save_sync(session: Session):
    session.commit()


async def start(request):
    return authenticate(request)  # LW602 high


async def open_connections(session: Session):
    session.commit()  # LW602 medium


async def startup(session: Session):
    await open_connections(session)
