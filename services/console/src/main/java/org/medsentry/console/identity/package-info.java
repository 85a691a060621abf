/** Who somebody is and may do: users, passwords, sessions, permissions. Knows neither HTTP nor Elasticsearch. */
package org.medsentry.console.identity;
