class Client:
    async def __init__(self):  # LW1013
        pass

    async def __len__(self):  # LW1013
        return 1

    async def __exit__(self, *error):  # LW1013
        pass

    async def __aiter__(self):  # LW1013
        return self

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        pass

    async def __anext__(self):
        raise StopAsyncIteration

    async def __call__(self):
        return 1


class Pages:
    async def __aiter__(self):
        yield 1
