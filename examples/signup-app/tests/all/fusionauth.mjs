// Runs most tests of the part for FusionAuth in one process, with one build, one server and two browsers.

import "../fusionauth-draft.test.mjs";
import "../fusionauth-gate.test.mjs";
import "../fusionauth-gate-steps.test.mjs";
import "../fusionauth-login.test.mjs";
import "../fusionauth-steps.test.mjs";
import "../fusionauth-admin.test.mjs";
import "../fusionauth-second-factor.test.mjs";
import "../fusionauth-two-step.test.mjs";
