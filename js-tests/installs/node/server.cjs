const { FusioClient } = require("matricula");
const { startTestServer } = require("matricula/testing");
const { createTestServer } = require("matricula-test-server");
const { logInOnBoth } = require("./use-server.cjs");

logInOnBoth(FusioClient, createTestServer, startTestServer).then((message) => console.log(message));
