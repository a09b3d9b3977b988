# Sourced by bin/test-in-vm: starts the machine with what is in $here, and waits for its end.

boot() { # words for qemu: how to run its processors
  rm -f "$here/pid" "$here/ended" "$here/status" "$here/qemu"
  {
    TMPDIR=$here timeout -k 10 "$(( ${RECOVERYKIT_VM_MINUTES:-20} * 60 ))" qemu-system-x86_64 "$@" -smp 2 -m 3072 -nodefaults -display none \
      -nic none -no-reboot -kernel "$machine/kernel" -initrd "$machine/initrd" \
      -append "root=/dev/vda rw console=ttyS0 loglevel=4 panic=-1 systemd.show_status=no systemd.journald.forward_to_console=1 net.ifnames=0" \
      -drive "file=$machine/disk,format=raw,if=virtio,snapshot=on,cache=unsafe" -drive "file=$here/tar,format=raw,if=virtio,readonly=on" \
      -object rng-random,id=random,filename=/dev/urandom -device virtio-rng-pci,rng=random -serial "file:$here/console" \
      -device virtio-serial-pci -chardev file,id=out,path=/dev/stdout -device virtserialport,chardev=out,name=recoverykit \
      </dev/null 2>"$here/qemu" &
    echo $! > "$here/pid"
    wait $! || true
    echo > "$here/ended"
  } | hear &
  while [ ! -e "$here/ended" ]; do
    ! kvm_failed || end
    sleep 1
  done
  wait
  rm -f "$here/pid"
}

hear() { # what the machine says; its last line is how the tests ended
  while IFS= read -r line; do
    case $line in
      'recoverykit-ended '*) echo "${line#* }" > "$here/status" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}

kvm_failed() { grep -q -i 'kvm internal error\|failed to initialize kvm' "$here/qemu" 2>/dev/null; }
