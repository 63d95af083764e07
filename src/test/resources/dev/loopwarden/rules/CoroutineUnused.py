import asyncio


class Seats:
    async def free(self):
        return 3

    async def name(self):
        return "a"

    async def wrong(self):
        if self.free():  # LW1002
            return f"{self.name()}"  # LW1002
        if not self.free():  # LW1002
            return None
        if self.free() == 3:  # LW1002
            return None
        left = self.free()  # LW1002

    async def right(self):
        if await self.free():
            return f"{await self.name()}"
        task = self.free()
        return await asyncio.wait_for(task, 3)
