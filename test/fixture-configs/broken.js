export default { pages: [ };
