// Runs most tests of the part for FusionAuth in one process. They share one build, one server and two browsers; the
// tests of the gate share a server of their own.

import "../fusionauth-draft.test.mjs";
import "../fusionauth-gate.test.mjs";
import "../fusionauth-gate-steps.test.mjs";
import "../fusionauth-login.test.mjs";
import "../fusionauth-steps.test.mjs";
import "../fusionauth-admin.test.mjs";
import "../fusionauth-second-factor.test.mjs";
import "../fusionauth-two-step.test.mjs";
