/* picture.c - SVG -> PNG by librsvg and cairo. Word needs a bitmap; nothing else does, so the two libraries (and the forty that they bring)
 * are loaded when the first chart is drawn for Word, not whenever cedu starts. Declared here as their headers do; both keep these names and
 * types for as long as the numbers in their file names stand. Threads: loading is done once; a handle is one thread's. */
#include <dlfcn.h>
#include <pthread.h>

#include "report/paper.h"

typedef struct rectangle {
    double x, y, width, height;
} rectangle; /* RsvgRectangle */

static struct {
    void *(*handle_from_data)(const unsigned char *data, size_t n, void **error);
    int (*render)(void *handle, void *cairo, const rectangle *viewport, void **error);
    void (*unref)(void *object);
    void *(*surface_new)(int format, int width, int height);
    void *(*cairo_new)(void *surface);
    void (*cairo_free)(void *cairo);
    void (*surface_free)(void *surface);
    int (*write_png)(void *surface, int (*write)(void *to, const unsigned char *p, unsigned n), void *to);
} lib;
static bool loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *rsvg = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL), *cairo = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL),
         *object = dlopen("libgobject-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
    const struct {
        void *from;
        const char *name;
        void *to;
    } wanted[] = {
        {rsvg, "rsvg_handle_new_from_data", &lib.handle_from_data},
        {rsvg, "rsvg_handle_render_document", &lib.render},
        {object, "g_object_unref", &lib.unref},
        {cairo, "cairo_image_surface_create", &lib.surface_new},
        {cairo, "cairo_create", &lib.cairo_new},
        {cairo, "cairo_destroy", &lib.cairo_free},
        {cairo, "cairo_surface_destroy", &lib.surface_free},
        {cairo, "cairo_surface_write_to_png_stream", &lib.write_png},
    };
    loaded = rsvg && cairo && object;
    for (size_t i = 0; i < CEDU_COUNT(wanted) && loaded; i++) {
        void *f = dlsym(wanted[i].from, wanted[i].name);
        memcpy(wanted[i].to, &f, sizeof f);
        loaded = f != NULL;
    }
}

static int take(void *to, const unsigned char *p, unsigned n) {
    cedu__buf_add(to, (const char *)p, n);
    return ((cedu_buf *)to)->failed ? 1 : 0; /* CAIRO_STATUS_NO_MEMORY */
}

cedu_status cedu__picture_png(cedu_str svg, int width, int height, double scale, cedu_buf *png, cedu_error *err) {
    pthread_once(&once, load);
    if (!loaded)
        return cedu__fail(err, CEDU_UNSUPPORTED, "画图要用 librsvg（Debian 包 librsvg2-2），没有找到",
                          "pictures need librsvg (Debian: librsvg2-2), which was not found");
    int w = (int)(width * scale), h = (int)(height * scale);
    void *handle = lib.handle_from_data((const unsigned char *)svg.p, svg.n, NULL);
    void *surface = handle ? lib.surface_new(0 /* ARGB32 */, w, h) : NULL, *cairo = surface ? lib.cairo_new(surface) : NULL;
    rectangle all = {0, 0, w, h};
    bool ok = cairo && lib.render(handle, cairo, &all, NULL) && lib.write_png(surface, take, png) == 0;
    if (cairo) lib.cairo_free(cairo);
    if (surface) lib.surface_free(surface);
    if (handle) lib.unref(handle);
    return ok ? CEDU_OK : cedu__fail(err, CEDU_INTERNAL, "图没有画成", "the picture could not be drawn");
}
