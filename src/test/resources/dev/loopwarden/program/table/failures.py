## one try around all that waits
async def send(ws):  #& logs
    """Sends."""
    try:
        async with ws:
            await ws.send("a")
    except Exception:
        print("not sent")
## a check before it
async def send(ws):  #& logs
    if ws is None:
        return
    try:
        await ws.send("a")
    except Exception:
        pass
## a loop around it that sleeps
import asyncio
async def work(queue):  #& logs
    while True:
        try:
            await queue.get()
        except Exception as error:
            print(error)
        await asyncio.sleep(1)
## a bare except
async def send(ws):  #& logs
    try:
        await ws.send("a")
    except:
        print("not sent")
## a cancel is passed on
import asyncio
async def send(ws):  #& logs
    try:
        await ws.send("a")
    except asyncio.CancelledError:
        raise
    except Exception:
        print("not sent")
## raised again
async def send(ws):  #& lets out
    try:
        await ws.send("a")
    except Exception:
        print("not sent")
        raise
## only raised again sometimes
async def send(ws, strict):  #& lets out
    try:
        await ws.send("a")
    except Exception:
        if strict:
            raise
## a narrower error
async def send(ws):  #& lets out
    try:
        await ws.send("a")
    except ValueError:
        print("not sent")
## a narrower one that is raised
async def send(ws):  #& lets out
    try:
        await ws.send("a")
    except ValueError:
        raise
    except Exception:
        print("not sent")
## a wait outside
async def send(ws):  #& lets out
    await ws.open()
    try:
        await ws.send("a")
    except Exception:
        print("not sent")
## a wait in the handler
async def send(ws):  #& lets out
    try:
        await ws.send("a")
    except Exception:
        await ws.close()
## a wait in the clean-up
async def send(ws):  #& lets out
    try:
        await ws.send("a")
    except Exception:
        print("not sent")
    finally:
        await ws.close()
## through coroutines that deal with theirs
class Metric:
    @staticmethod
    async def save(rows):  #& logs
        try:
            await rows.save()
        except Exception:
            print("not saved")
    @staticmethod
    async def upload(rows):  #& logs
        if not rows:
            return
        await Metric.save(rows)
    @staticmethod
    async def upload_all(rows):  #& lets out
        await Metric.save(rows)
        await rows.close()
## nothing in it waits
async def note():  #& lets out
    print("a")
## the failure is told to somebody
class Export:
    async def run(self, key):  #& keeps
        try:
            await self.write(key)
        except Exception as error:
            self.failed[key] = str(error)
    async def notify(self, key):  #& keeps
        try:
            await self.write(key)
        except Exception as error:
            self.on_error(error)
    async def both(self, key):  #& keeps
        await self.run(key)
## under a lock
import asyncio
class Metric:
    def __init__(self):
        self.lock = asyncio.Lock()
    async def flush(self, rows):  #& logs
        async with self.lock:
            rows.clear()
        try:
            await rows.save()
        except Exception as error:
            text = str(error)
            if text:
                print(text)
