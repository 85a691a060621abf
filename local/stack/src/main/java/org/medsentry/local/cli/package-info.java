/**
 * The one command line. Exit codes: 0 done, 1 failed, 2 wrongly called. What a user can put right is one line on standard
 * error; where it happened is shown with {@code --verbose} only.
 */
package org.medsentry.local.cli;
