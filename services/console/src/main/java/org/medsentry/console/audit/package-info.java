/** Who did and saw what. */
package org.medsentry.console.audit;
