# bash completion for idiolect-cli, which is asked what it takes, so that this is never out of date.

_idiolect_cli ()
{
  local word command='' current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} index help
  COMPREPLY=()

  for ((index = 1; index < COMP_CWORD; index++)); do
    case ${COMP_WORDS[index]} in
      --data-dir|--model|--base-url) [[ ${COMP_WORDS[index + 1]} == '=' ]] && ((index += 2)) || ((index++)) ;;
      -*|=) ;;
      *) command=${COMP_WORDS[index]}; break ;;
    esac
  done

  # An option's value: a file is as good a guess as any.
  [[ $current == '=' || $previous == '=' ]] && return

  help=$(LC_ALL=C idiolect-cli $command --help 2> /dev/null) || return

  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(sed -nE 's/^  (-., )?(--[a-z-]+=?).*/\2/p' <<< "$help")" -- "$current"))
    [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
  elif [[ -z $command ]]; then
    COMPREPLY=($(compgen -W "$(sed -nE '/^Commands:/,$s/^  ([a-z-]+) .*/\1/p' <<< "$help")" -- "$current"))
  elif [[ $previous == "$command" ]]; then
    COMPREPLY=($(compgen -W "$(sed -nE 's/^  idiolect-cli .*\[([a-z|]+) ….*/\1/p; s/^  idiolect-cli .*\[([a-z]+) [A-Z].*/\1/p' <<< "$help" | tr '|' '\n')" -- "$current"))
  fi
}

complete -o default -F _idiolect_cli idiolect-cli
