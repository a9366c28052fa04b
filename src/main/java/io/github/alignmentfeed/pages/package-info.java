/** What people see in a browser: views of what the bot remembers, and the pages that show them. */
package io.github.alignmentfeed.pages;
