async def ask(peer, timeout=5):  # LW305
    return await peer.ask(timeout)


async def by_keyword(peer, *, timeout: float):  # LW305
    return await peer.ask(timeout)


class Client:
    async def fetch(self, url, timeout):  # LW305
        return await self.get(url, timeout)


# near misses


def plain(peer, timeout=5):
    return peer.ask(timeout)


class Below(Client):
    async def fetch(self, url, timeout):
        return await self.get(url, timeout)


async def another(peer, timeout_message):
    return await peer.ask(timeout_message)
