/** Safety reports of others (ICH E2B(R3)) in the form of our contracts; what becomes of each element is on the gateway's page. */
package org.medsentry.local.icsr;
