import { FusioClient } from "matricula";
import { startTestServer } from "matricula/testing";
import { createTestServer } from "matricula-test-server";
import { logInOnBoth } from "./use-server.cjs";

console.log(await logInOnBoth(FusioClient, createTestServer, startTestServer));
