# fish completion for idiolect-cli, which is asked what it takes, so that this is never out of date.

function __idiolect_cli_help
    set -l command (commandline -opc)[2..-1]
    set command (string match -v -- '-*' $command)[1]
    LC_ALL=C idiolect-cli $command --help 2>/dev/null
end

function __idiolect_cli_has_command
    set -l words (commandline -opc)[2..-1]
    string match -qv -- '-*' $words
end

complete -c idiolect-cli -n 'not __idiolect_cli_has_command' -f \
    -a "(idiolect-cli --help 2>/dev/null | string replace -rf '^  ([a-z][a-z-]+) +(.*)' '\$1\t\$2')"
complete -c idiolect-cli -n __idiolect_cli_has_command \
    -a "(__idiolect_cli_help | string replace -rf '^  idiolect-cli .*\[([a-z|]+) ….*' '\$1' | string split '|')"
complete -c idiolect-cli \
    -a "(string match -q -- '-*' (commandline -ct); and __idiolect_cli_help | string replace -rf '^  (?:-., )?(--[a-z-]+=?)[A-Z]* +(.*)' '\$1\t\$2')"
