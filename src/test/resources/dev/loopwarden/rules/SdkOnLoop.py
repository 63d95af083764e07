import boto3
import openai

client = boto3.client("s3")


async def put(data):
    client.put_object(Bucket="b", Key="k", Body=data)  # LW102


async def ask(text):
    llm = openai.OpenAI()
    return llm.chat.completions.create(model="m", messages=[text])  # LW102


async def ask_async(text):
    llm = openai.AsyncOpenAI()
    return await llm.chat.completions.create(model="m", messages=[text])


def put_sync(data):
    client.put_object(Bucket="b", Key="k", Body=data)
