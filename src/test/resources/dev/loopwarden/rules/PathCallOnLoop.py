import asyncio
from pathlib import Path


class Config:
    @property
    def folder(self) -> Path:
        return Path("data")


async def ask(config: Config):
    (config.folder / "a").exists()  # LW110
    for entry in config.folder.iterdir():  # LW110
        entry.unlink()  # LW110
    await asyncio.to_thread(config.folder.exists)
    return config.folder.with_suffix(".txt")


class Store:
    async def exists(self):
        return True


async def own(store: Store):
    return await store.exists()


def plain(path: Path):
    return path.exists()
