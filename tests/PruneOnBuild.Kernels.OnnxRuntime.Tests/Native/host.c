/* A program without .NET: runs a model with one input and one output, and prints the output's numbers.
   host ONNXRUNTIME KERNELS MODEL INPUT-NAME OUTPUT-NAME INPUT-FILE DIM...
   The runtime's functions are called by their places in its table, so no header of it is needed. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { GetErrorMessage = 2, CreateEnv = 3, CreateSession = 7, Run = 9, CreateSessionOptions = 10, CreateTensor = 49, GetData = 51,
       GetElementCount = 64, GetTypeAndShape = 65, CreateCpuMemoryInfo = 69, RegisterCustomOpsLibrary = 228 };
enum { ApiVersion = 17, Warning = 2, Floats = 1, MostAxes = 8 };

typedef struct { void **(*GetApi)(uint32_t); const char *(*GetVersion)(void); } ApiBase;

static void **api;

static void check(void *status, const char *what)
{
    if (status == NULL)
        return;
    fprintf(stderr, "%s: %s\n", what, ((const char *(*)(void *))api[GetErrorMessage])(status));
    exit(2);
}

static float *read_floats(const char *path, size_t *count)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        exit(3);
    *count = (size_t)ftell(file) / sizeof(float);
    rewind(file);
    float *values = malloc(*count * sizeof(float) + 1);
    if (fread(values, sizeof(float), *count, file) != *count)
        exit(3);
    fclose(file);
    return values;
}

int main(int argc, char **argv)
{
    if (argc < 8 || argc > 7 + MostAxes)
        return 1;
    void *library = dlopen(argv[1], RTLD_NOW);
    if (library == NULL)
        return fprintf(stderr, "%s\n", dlerror()), 4;
    ApiBase *base = ((ApiBase *(*)(void))dlsym(library, "OrtGetApiBase"))();
    api = base->GetApi(ApiVersion);

    void *env, *options, *session, *memory, *x, *y = NULL, *shape, *data;
    check(((void *(*)(int, const char *, void **))api[CreateEnv])(Warning, "host", &env), "CreateEnv");
    check(((void *(*)(void **))api[CreateSessionOptions])(&options), "CreateSessionOptions");
    check(((void *(*)(void *, const char *))api[RegisterCustomOpsLibrary])(options, argv[2]), "RegisterCustomOpsLibrary_V2");
    check(((void *(*)(void *, const char *, void *, void **))api[CreateSession])(env, argv[3], options, &session), "CreateSession");

    size_t count;
    float *input = read_floats(argv[6], &count);
    int64_t dims[MostAxes];
    for (int i = 7; i < argc; i++)
        dims[i - 7] = atoll(argv[i]);
    check(((void *(*)(int, int, void **))api[CreateCpuMemoryInfo])(0, 0, &memory), "CreateCpuMemoryInfo");
    check(((void *(*)(void *, void *, size_t, int64_t *, size_t, int, void **))api[CreateTensor])(
        memory, input, count * sizeof(float), dims, (size_t)(argc - 7), Floats, &x), "CreateTensor");
    check(((void *(*)(void *, void *, char **, void **, size_t, char **, size_t, void **))api[Run])(
        session, NULL, &argv[4], &x, 1, &argv[5], 1, &y), "Run");

    check(((void *(*)(void *, void **))api[GetTypeAndShape])(y, &shape), "GetTypeAndShape");
    check(((void *(*)(void *, size_t *))api[GetElementCount])(shape, &count), "GetElementCount");
    check(((void *(*)(void *, void **))api[GetData])(y, &data), "GetData");
    for (size_t i = 0; i < count; i++)
        printf("%.9g\n", ((float *)data)[i]);
    fflush(stdout);
    return 0;
}
