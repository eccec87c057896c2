"""A fake obs-websocket 5 server, for what a real one cannot be made to do on demand.

    async with fake_obs(password="secret") as obs:
        obs.port, obs.requests, await obs.drop(), await obs.emit("ExitStarted", {})

It speaks the protocol (Hello, Identify, Identified, Event, Request, RequestResponse, its close codes and
request status codes) over aiohttp and keeps a small OBS in memory: scenes, inputs, items, program. Unlike
Debian's OBS it has a browser source. It records every request.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import itertools
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from aiohttp import WSMsgType, web

Data = dict[str, Any]


class Refusal(Exception):
    def __init__(self, number: int, comment: str) -> None:
        super().__init__(comment)
        self.number = number


class FakeObs:
    """`not_ready` answers 207, `silent` not at all. `sessions`: identified sockets, each with its events."""

    def __init__(self, password: str, scenes: tuple[str, ...]) -> None:
        self.password = password
        self.port = 0
        self.requests: list[tuple[str, Data]] = []
        self.refused_passwords = 0
        self.not_ready = False
        self.silent = False
        self.kinds = ["browser_source", "color_source_v3", "image_source"]
        self.program = scenes[0]
        self.scenes: dict[str, list[Data]] = {scene: [] for scene in scenes}
        self.inputs: dict[str, Data] = {}
        self.kept: dict[str, Any] = {}
        self.sessions: dict[web.WebSocketResponse, int] = {}
        self._ids = itertools.count(1)

    async def beats(self) -> None:
        """Returns when the link has had its time: everything due by now has been asked."""
        seen = len(self.named("GetStats"))
        while len(self.named("GetStats")) < seen + 2:
            await asyncio.sleep(0.01)

    def named(self, name: str) -> list[Data]:
        """The data of the requests of that name, in order."""
        return [data for asked, data in self.requests if asked == name]

    def add_input(self, scene: str, name: str, kind: str, settings: Data, enabled: bool = True) -> int:
        self.inputs[name] = {"kind": kind, "settings": settings}
        return self.add_item(scene, name, enabled)

    def add_item(self, scene: str, source: str, enabled: bool = True) -> int:
        number = next(self._ids)
        item = {"sceneItemId": number, "sourceName": source, "sceneItemEnabled": enabled}
        self.scenes[scene].append(item)
        return number

    async def emit(self, name: str, data: Data, bit: int = 0) -> None:
        event = {"op": 5, "d": {"eventType": name, "eventIntent": 1 << bit, "eventData": data}}
        for session, mask in list(self.sessions.items()):
            if mask & 1 << bit:
                await session.send_json(event)

    async def switch(self, scene: str) -> None:
        """Somebody's hand: the scene is on program."""
        self.program = scene
        await self.emit("CurrentProgramSceneChanged", {"sceneName": scene}, 2)

    async def enable(self, scene: str, source: str, enabled: bool) -> None:
        """Somebody's hand: an item is shown or hidden."""
        await self._enable(scene, self._item_of(scene, source), enabled)

    async def press(self, key: str) -> None:
        """OBS's own hotkey: the item of that name in Controls is shown."""
        await self.enable("Controls", key, True)

    async def close_all(self, code: int) -> None:
        for session in list(self.sessions):
            await session.close(code=code)

    async def drop(self) -> None:
        """As if OBS were killed: the connections are reset, without a close frame."""
        for session in list(self.sessions):
            transport = session._req.transport if session._req else None
            assert transport is not None
            transport.abort()

    # ------------------------------------------------------------------ the protocol

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=["obswebsocket.json"])
        await socket.prepare(request)
        hello: Data = {"obsWebSocketVersion": "5.5.2", "rpcVersion": 1}
        if self.password:
            hello["authentication"] = {"challenge": "challenge", "salt": "salt"}
        await socket.send_json({"op": 0, "d": hello})
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
                content = json.loads(message.data)
                if content["op"] == 1:
                    await self._identify(socket, content["d"])
                elif content["op"] == 6 and socket in self.sessions:
                    await self._respond(socket, content["d"])
                else:
                    await socket.close(code=4007)
        finally:
            self.sessions.pop(socket, None)
        return socket

    async def _identify(self, socket: web.WebSocketResponse, identify: Data) -> None:
        if self.password and identify.get("authentication") != self._proof():
            self.refused_passwords += 1
            await socket.close(code=4009, message=b"Authentication failed.")
            return
        self.sessions[socket] = identify["eventSubscriptions"]
        await socket.send_json({"op": 2, "d": {"negotiatedRpcVersion": 1}})

    def _proof(self) -> str:
        def digest(text: str) -> str:
            return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

        return digest(digest(self.password + "salt") + "challenge")

    async def _respond(self, socket: web.WebSocketResponse, question: Data) -> None:
        name, data = question["requestType"], question.get("requestData") or {}
        if self.silent:
            return
        self.requests.append((name, data))
        answer: Data = {"requestType": name, "requestId": question["requestId"]}
        try:
            if self.not_ready:
                raise Refusal(207, "OBS is not ready to perform the request.")
            method: Callable[[Data], Any] | None = getattr(self, f"_do_{name}", None)
            if method is None:
                raise Refusal(204, "Your request type is not valid.")
            result = method(data)
            answer["responseData"] = (await result) if asyncio.iscoroutine(result) else result
            answer["requestStatus"] = {"result": True, "code": 100}
        except Refusal as refusal:
            answer["requestStatus"] = {"result": False, "code": refusal.number, "comment": str(refusal)}
        await socket.send_json({"op": 7, "d": answer})

    # ------------------------------------------------------------------ the requests, under their own names

    def _do_GetVersion(self, data: Data) -> Data:
        return {"obsVersion": "30.2.3", "obsWebSocketVersion": "5.5.2", "rpcVersion": 1}

    def _do_GetStats(self, data: Data) -> Data:
        return {"cpuUsage": 1.0}

    def _do_GetVideoSettings(self, data: Data) -> Data:
        return {"baseWidth": 1920, "baseHeight": 1080}

    def _do_GetSceneList(self, data: Data) -> Data:
        listed = [{"sceneName": name} for name in reversed(self.scenes)]
        return {"currentProgramSceneName": self.program, "scenes": listed}

    def _do_GetInputKindList(self, data: Data) -> Data:
        return {"inputKinds": self.kinds}

    def _do_GetInputList(self, data: Data) -> Data:
        kind = data.get("inputKind")
        return {
            "inputs": [
                {"inputName": name, "inputKind": made["kind"]}
                for name, made in self.inputs.items()
                if kind in (None, made["kind"])
            ]
        }

    def _do_GetInputSettings(self, data: Data) -> Data:
        made = self._input(data)
        return {"inputKind": made["kind"], "inputSettings": made["settings"]}

    def _do_SetInputSettings(self, data: Data) -> None:
        settings = self._input(data)["settings"]
        if not data["overlay"]:
            settings.clear()
        settings.update(data["inputSettings"])

    def _do_PressInputPropertiesButton(self, data: Data) -> None:
        if self._input(data)["kind"] != "browser_source" or data["propertyName"] != "refreshnocache":
            raise Refusal(600, "Unable to find a property by that name.")

    async def _do_CreateScene(self, data: Data) -> None:
        if data["sceneName"] in self.scenes:
            raise Refusal(601, "A source already exists by that scene name.")
        self.scenes[data["sceneName"]] = []
        await self.emit("SceneCreated", {"sceneName": data["sceneName"], "isGroup": False}, 2)

    async def _do_CreateInput(self, data: Data) -> Data:
        self._items(data)
        if data["inputName"] in self.inputs:
            raise Refusal(601, "A source already exists by that input name.")
        if data["inputKind"] not in self.kinds:
            raise Refusal(605, "Your specified input kind is not supported by OBS.")
        settings = dict(data.get("inputSettings", {}))
        where = (data["sceneName"], data["inputName"], data["inputKind"], settings)
        number = self.add_input(*where, enabled=data.get("sceneItemEnabled", True))
        await self.emit("InputCreated", {"inputName": data["inputName"]}, 3)
        return {"sceneItemId": number}

    async def _do_CreateSceneItem(self, data: Data) -> Data:
        self._items(data)
        source = data["sourceName"]
        if source not in self.inputs and source not in self.scenes:
            raise Refusal(600, "No source was found.")
        number = self.add_item(data["sceneName"], source, data.get("sceneItemEnabled", True))
        await self.emit("SceneItemCreated", {"sceneName": data["sceneName"], "sourceName": source}, 7)
        return {"sceneItemId": number}

    def _do_GetSceneItemList(self, data: Data) -> Data:
        return {"sceneItems": self._items(data)}

    def _do_GetSceneItemId(self, data: Data) -> Data:
        self._items(data)
        return {"sceneItemId": self._item_of(data["sceneName"], data["sourceName"])["sceneItemId"]}

    def _do_GetSceneItemEnabled(self, data: Data) -> Data:
        return {"sceneItemEnabled": self._item(data)["sceneItemEnabled"]}

    async def _do_SetSceneItemEnabled(self, data: Data) -> None:
        await self._enable(data["sceneName"], self._item(data), data["sceneItemEnabled"])

    async def _do_SetCurrentProgramScene(self, data: Data) -> None:
        self._items(data)
        if data["sceneName"] != self.program:
            await self.switch(data["sceneName"])

    def _do_GetSourceActive(self, data: Data) -> Data:
        self._input({"inputName": data["sourceName"]})
        return {"videoActive": True, "videoShowing": True}

    def _do_GetPersistentData(self, data: Data) -> Data:
        return {"slotValue": self.kept.get(data["slotName"])}

    def _do_SetPersistentData(self, data: Data) -> None:
        self.kept[data["slotName"]] = data["slotValue"]

    async def _enable(self, scene: str, item: Data, enabled: bool) -> None:
        if item["sceneItemEnabled"] != enabled:
            item["sceneItemEnabled"] = enabled
            told = {"sceneName": scene, "sceneItemId": item["sceneItemId"], "sceneItemEnabled": enabled}
            await self.emit("SceneItemEnableStateChanged", told, 7)

    def _items(self, data: Data) -> list[Data]:
        if data["sceneName"] not in self.scenes:
            raise Refusal(600, f"No source was found by the name of `{data['sceneName']}`.")
        return self.scenes[data["sceneName"]]

    def _item(self, data: Data) -> Data:
        for item in self._items(data):
            if item["sceneItemId"] == data["sceneItemId"]:
                return item
        raise Refusal(600, "No scene items were found in the specified scene by that ID.")

    def _item_of(self, scene: str, source: str) -> Data:
        for item in self.scenes[scene]:
            if item["sourceName"] == source:
                return item
        raise Refusal(600, "No scene items were found in the specified scene by that name.")

    def _input(self, data: Data) -> Data:
        if data["inputName"] not in self.inputs:
            raise Refusal(600, f"No source was found by the name of `{data['inputName']}`.")
        made: Data = self.inputs[data["inputName"]]
        return made


@contextlib.asynccontextmanager
async def fake_obs(
    password: str = "secret", scenes: tuple[str, ...] = ("Host",), port: int = 0
) -> AsyncIterator[FakeObs]:
    obs = FakeObs(password, scenes)
    application = web.Application()
    application.router.add_get("/", obs.serve)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    obs.port = runner.addresses[0][1]
    try:
        yield obs
    finally:
        await runner.cleanup()
