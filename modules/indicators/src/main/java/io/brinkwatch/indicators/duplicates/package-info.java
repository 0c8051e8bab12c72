/**
 * Which reports tell of one incident. The windows in time and space and the taxonomy match follow
 * MELTT (Donnay, Dunford, McGrath, Backer and Cunningham 2019); the order-free clustering does not.
 */
package io.brinkwatch.indicators.duplicates;
