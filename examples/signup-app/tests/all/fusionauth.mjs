// Runs most tests of the part of the app for FusionAuth, in one process. These tests share one build, one server and
// two browsers. Only the tests of the gate use another server, which they share.

import "../fusionauth-draft.test.mjs";
import "../fusionauth-gate.test.mjs";
import "../fusionauth-gate-steps.test.mjs";
import "../fusionauth-login.test.mjs";
import "../fusionauth-steps.test.mjs";
import "../fusionauth-admin.test.mjs";
import "../fusionauth-second-factor.test.mjs";
import "../fusionauth-two-step.test.mjs";
