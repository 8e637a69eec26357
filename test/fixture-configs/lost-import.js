import './nowhere.js';

export default {};
