// Runs all tests that `fusionauth.mjs` in this folder does not run, in one process. Almost all of these tests share one
// build, one server and two browsers.

import "../every.test.mjs";
import "../facts.test.mjs";
import "../reach.test.mjs";
import "../fusio.test.mjs";
import "../fusio-errors.test.mjs";
import "../session.test.mjs";
import "../firefox.test.mjs";
import "../fusionauth-firefox.test.mjs";
import "../fusionauth-enrol.test.mjs";
import "../fusionauth-passwordless.test.mjs";
import "../fusionauth-verify-first.test.mjs";
import "../fusionauth-trust.test.mjs";
import "../editing.test.mjs";
import "../server-pages.test.mjs";
