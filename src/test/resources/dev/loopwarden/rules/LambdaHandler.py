async def lambda_handler(event, context):  # LW608 high
    return event


async def handler(event, context):  # LW608 medium
    return event


async def on_event(event, context):
    return event


class Bot:
    async def lambda_handler(self, event):
        return event
