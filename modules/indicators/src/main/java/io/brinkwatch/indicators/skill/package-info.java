/** How good warnings were, once it is known what happened. */
package io.brinkwatch.indicators.skill;
