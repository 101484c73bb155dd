/** Node's own `import()`, for modules that another loader may have transformed. */
module.exports = (url) => import(url);
