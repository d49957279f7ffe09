import "./defacto-enrollment.js";
