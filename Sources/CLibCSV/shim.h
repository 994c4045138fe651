// libcsv has no pkg-config file; the compiler finds its header on the system include path.
#include <csv.h>
