import functools
from functools import cache


@cache
async def one(name):  # LW1011
    return name


@functools.lru_cache(maxsize=10)
async def two(name):  # LW1011
    return name


@functools.lru_cache
def three(name):
    return name


@functools.wraps(three)
async def four(name):
    return name


class Config:
    @functools.cached_property
    async def loaded(self):  # LW1011
        return 1


@functools.lru_cache
async def used(name):  # LW1011 high
    return name


@functools.lru_cache
async def only_a_condition(name):  # LW1011 medium
    return name


async def uses(name):
    return await used(name) if only_a_condition(name) else None
