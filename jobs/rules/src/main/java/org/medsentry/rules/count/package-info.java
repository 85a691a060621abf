/** What count rules remember of a key and how they judge it. No Flink, no clock, no files. */
package org.medsentry.rules.count;
