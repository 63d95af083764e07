from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

make = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/shop"))


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Order(Base):
    name: Mapped[str]
    lines = relationship("Line")
    shown = 10

    def title(self):
        return "order"


async def add(session: AsyncSession):
    order = Order(name="a")
    session.add(order)
    await session.commit()
    return order.name  # LW604 medium


async def of_a_base(session: AsyncSession):
    order = Order(name="a")
    session.add(order)
    await session.commit()
    print(order.id)  # LW604


# near misses


async def refreshed(session: AsyncSession):
    order = Order(name="a")
    session.add(order)
    await session.commit()
    await session.refresh(order)
    return order.name


async def read_before(session: AsyncSession):
    order = Order(name="a")
    session.add(order)
    name = order.name
    await session.commit()
    return name


async def flushed_only(session: AsyncSession):
    order = Order(name="a")
    session.add(order)
    await session.flush()
    return order.id


async def no_column(session: AsyncSession):
    order = Order(name="a")
    session.add(order)
    await session.commit()
    return order.shown, order.title()


async def not_of_the_session(session: AsyncSession):
    order = Order(name="a")
    await session.commit()
    return order.name


async def on_one_path(session: AsyncSession, save):
    order = Order(name="a")
    session.add(order)
    if save:
        await session.commit()
    return order.name
