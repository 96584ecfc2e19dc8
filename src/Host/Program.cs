return await OneWindow.Host.CommandLine.Run(args);
