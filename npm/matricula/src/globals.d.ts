// The features of this build of the package; the build defines them.

declare const FUSIO: boolean;
declare const SESSION: boolean;
