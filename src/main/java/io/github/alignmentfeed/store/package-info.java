/** The ledger in SQLite, and the lock that makes one writer. */
package io.github.alignmentfeed.store;
