// Pieces of a page made of text alone: nothing here, and nothing that uses it, ever takes HTML.
const SVG = "http://www.w3.org/2000/svg";

const filled = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
};

const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

const svgEl = (name, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, name), attributes, children);

const byId = (id) => document.getElementById(id);

const many = (number) => number.toLocaleString("en");

const counted = (number, one, several = `${one}s`) => `${many(number)} ${number === 1 ? one : several}`;
