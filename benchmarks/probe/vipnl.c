/* vipnl - the physical limit: one process, raw rtnetlink + AF_PACKET, nothing else.
 *  vipnl add|del IF ADDR/PLEN          one message, one ack
 *  vipnl garp IF ADDR [N]              N gratuitous ARP requests
 *  vipnl bench N IF ADDR/PLEN          in-process cost of each primitive, p50/p99 us (every value with VIPNL_RAW set)
 *  vipnl many N IF A.B.0.0/16 [batch|fwd]  add N addresses, check all, delete all
 *  vipnl floor IF0 IF1 ADDR/PLEN [break|make] [N]   local recovery: waits for carrier loss on the interface
 *         holding the VIP, moves it to the other one and sends one gratuitous ARP; runs until killed.
 *         break = delete then add (default), make = add, ARP, then delete.  N>1: N consecutive addresses.
 *  vipnl floor6 IF0 IF1 ADDR6/PLEN   floor for one IPv6 address: delete, add without duplicate address detection, one
 *         unsolicited neighbor advertisement
 *  vipnl poll IF0 IF1 ADDR/PLEN MS     same, but finds the loss by reading sysfs carrier every MS
 *  vipnl guard IF ADDR/PLEN            adds the address again, and sends an ARP, whenever somebody deletes it; until killed
 *  vipnl helper                        line protocol for a Java parent: stdin "m FROM TO ADDR PLEN" moves an address and
 *         sends an ARP, "c IF ADDR" checks it, "p" pings; stdout "L IF up|down" on link changes, "ok US" as answer.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#ifndef IFF_LOWER_UP
#define IFF_LOWER_UP 0x10000
#endif
static int64_t now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec*1000000000LL+t.tv_nsec;}
static void die(const char*m){perror(m);exit(2);}
static int nl,seq;
static void nlopen(void){nl=socket(AF_NETLINK,SOCK_RAW|SOCK_CLOEXEC,NETLINK_ROUTE);if(nl<0)die("netlink");
  struct sockaddr_nl a={.nl_family=AF_NETLINK};if(bind(nl,(void*)&a,sizeof a))die("bind");
  int b=4<<20;setsockopt(nl,SOL_SOCKET,SO_RCVBUFFORCE,&b,sizeof b);setsockopt(nl,SOL_SOCKET,SO_SNDBUFFORCE,&b,sizeof b);
  int on=1;setsockopt(nl,SOL_NETLINK,NETLINK_CAP_ACK,&on,sizeof on);}
struct areq{struct nlmsghdr h;struct ifaddrmsg a;struct rtattr r1;uint32_t l;struct rtattr r2;uint32_t v;};
static int fill(struct areq*r,int add,int ifx,uint32_t ip,int pl){memset(r,0,sizeof*r);
  r->h=(struct nlmsghdr){sizeof*r,add?RTM_NEWADDR:RTM_DELADDR,NLM_F_REQUEST|NLM_F_ACK|(add?NLM_F_CREATE|NLM_F_EXCL:0),++seq,0};
  r->a=(struct ifaddrmsg){AF_INET,pl,0,0,ifx};r->r1=(struct rtattr){8,IFA_LOCAL};r->l=ip;r->r2=(struct rtattr){8,IFA_ADDRESS};r->v=ip;return sizeof*r;}
static int ack1(void){char b[8192];for(;;){ssize_t n=recv(nl,b,sizeof b,0);if(n<0)die("recv");struct nlmsghdr*h=(void*)b;
  if(h->nlmsg_type==NLMSG_ERROR)return ((struct nlmsgerr*)NLMSG_DATA(h))->error;}}
static int addr(int add,int ifx,uint32_t ip,int pl){struct areq r;fill(&r,add,ifx,ip,pl);if(send(nl,&r,sizeof r,0)<0)die("send");return ack1();}
static int fwd;
static int addr_batch(int add,int ifx,uint32_t ip0,int n,int pl){ /* ip0 host order; deletes newest first unless fwd (promote_secondaries makes oldest-first quadratic) */
  int err=0;for(int i=0;i<n;){int k=n-i>64?64:n-i;struct areq r[64];for(int j=0;j<k;j++)fill(&r[j],add,ifx,htonl(add||fwd?ip0+i+j:ip0+n-1-i-j),pl);
    if(send(nl,r,sizeof r[0]*k,0)<0)die("send");
    int got=0;while(got<k){char b[16384];ssize_t m=recv(nl,b,sizeof b,0);if(m<0)die("recv");int rem=m;
      for(struct nlmsghdr*h=(void*)b;NLMSG_OK(h,rem);h=NLMSG_NEXT(h,rem))if(h->nlmsg_type==NLMSG_ERROR){got++;if(((struct nlmsgerr*)NLMSG_DATA(h))->error)err++;}}
    i+=k;}
  return err;}
static int dump(int ifx,uint32_t ip,int*count){struct{struct nlmsghdr h;struct ifaddrmsg a;}r={{sizeof r,RTM_GETADDR,NLM_F_REQUEST|NLM_F_DUMP,++seq,0},{AF_INET,0,0,0,ifx}};
  if(send(nl,&r,sizeof r,0)<0)die("send");int found=0,c=0;static char b[65536];
  for(;;){ssize_t n=recv(nl,b,sizeof b,0);if(n<0)die("recv");int rem=n;for(struct nlmsghdr*h=(void*)b;NLMSG_OK(h,rem);h=NLMSG_NEXT(h,rem)){
    if(h->nlmsg_type==NLMSG_DONE){if(count)*count=c;return found;}
    if(h->nlmsg_type!=RTM_NEWADDR)continue;struct ifaddrmsg*a=NLMSG_DATA(h);if((int)a->ifa_index!=ifx)continue;c++;int l=IFA_PAYLOAD(h);
    for(struct rtattr*t=IFA_RTA(a);RTA_OK(t,l);t=RTA_NEXT(t,l))if(t->rta_type==IFA_LOCAL&&*(uint32_t*)RTA_DATA(t)==ip)found=1;}}}
static int linkup(int ifx){struct{struct nlmsghdr h;struct ifinfomsg i;}r={{sizeof r,RTM_GETLINK,NLM_F_REQUEST,++seq,0},{AF_UNSPEC,0,0,ifx,0,0}};
  if(send(nl,&r,sizeof r,0)<0)die("send");static char b[65536];if(recv(nl,b,sizeof b,0)<0)die("recv");struct nlmsghdr*h=(void*)b;
  return (((struct ifinfomsg*)NLMSG_DATA(h))->ifi_flags&(IFF_UP|IFF_LOWER_UP))==(IFF_UP|IFF_LOWER_UP);}
struct g{int fd;struct sockaddr_ll ll;uint8_t p[28];};
static void gopen(struct g*g,const char*ifn){g->fd=socket(AF_PACKET,SOCK_DGRAM|SOCK_CLOEXEC,0);if(g->fd<0)die("packet");
  struct ifreq r={0};snprintf(r.ifr_name,16,"%s",ifn);if(ioctl(g->fd,SIOCGIFHWADDR,&r))die(ifn);
  g->ll=(struct sockaddr_ll){AF_PACKET,htons(ETH_P_ARP),if_nametoindex(ifn),0,0,6,{255,255,255,255,255,255}};
  uint8_t h[]={0,1,8,0,6,4,0,1};memcpy(g->p,h,8);memcpy(g->p+8,r.ifr_hwaddr.sa_data,6);memset(g->p+18,255,6);}
static int gsend(struct g*g,uint32_t ip){memcpy(g->p+14,&ip,4);memcpy(g->p+24,&ip,4);return sendto(g->fd,g->p,28,0,(void*)&g->ll,sizeof g->ll)==28?0:-errno;}
static int addr6(int add,int ifx,const uint8_t*ip,int pl){struct{struct nlmsghdr h;struct ifaddrmsg a;struct rtattr r;uint8_t l[16];}r={
  {sizeof r,add?RTM_NEWADDR:RTM_DELADDR,NLM_F_REQUEST|NLM_F_ACK|(add?NLM_F_CREATE|NLM_F_EXCL:0),++seq,0},{AF_INET6,pl,add?IFA_F_NODAD:0,0,ifx},{20,IFA_LOCAL},{0}};
  memcpy(r.l,ip,16);if(send(nl,&r,sizeof r,0)<0)die("send");return ack1();}
struct n{int fd;uint8_t f[86];}; /* an unsolicited NA, ready but for being sent: RFC 4861 4.4, O=1, to ff02::1, hop limit 255 */
static void nopen(struct n*n,const char*ifn,const uint8_t*ip){n->fd=socket(AF_PACKET,SOCK_RAW|SOCK_CLOEXEC,0);if(n->fd<0)die("packet");
  struct ifreq r={0};snprintf(r.ifr_name,16,"%s",ifn);if(ioctl(n->fd,SIOCGIFHWADDR,&r))die(ifn);
  struct sockaddr_ll ll={.sll_family=AF_PACKET,.sll_ifindex=if_nametoindex(ifn)};if(bind(n->fd,(void*)&ll,sizeof ll))die("bind");
  uint8_t*f=n->f,h[]={0x33,0x33,0,0,0,1,0,0,0,0,0,0,0x86,0xdd,0x60,0,0,0,0,32,58,255},all[16]={0xff,2,0,0,0,0,0,0,0,0,0,0,0,0,0,1};
  memcpy(f,h,22);memcpy(f+6,r.ifr_hwaddr.sa_data,6);memcpy(f+22,ip,16);memcpy(f+38,all,16);
  f[54]=136;f[58]=0x20;memcpy(f+62,ip,16);f[78]=2;f[79]=1;memcpy(f+80,r.ifr_hwaddr.sa_data,6);
  uint32_t s=32+58;for(int i=22;i<86;i+=2)s+=f[i]<<8|f[i+1];s=(s>>16)+(s&0xffff);s+=s>>16;s=~s;f[56]=s>>8;f[57]=s;}
static int nsend(struct n*n){return send(n->fd,n->f,86,0)==86?0:-errno;}
static int cmp(const void*a,const void*b){int64_t x=*(int64_t*)a,y=*(int64_t*)b;return x<y?-1:x>y;}
static void rep(const char*w,int64_t*v,int n){
  if(getenv("VIPNL_RAW")){printf("=%s",w);for(int i=0;i<n;i++)printf(" %.2f",v[i]/1e3);printf("\n");return;} /* every value, for a program to read */
  qsort(v,n,8,cmp);printf("%-14s p50=%.2f p99=%.2f min=%.2f max=%.2f us\n",w,v[n/2]/1e3,v[n*99/100]/1e3,v[0]/1e3,v[n-1]/1e3);}
static uint32_t parse(char*s,int*pl){char*q=strchr(s,'/');*pl=32;if(q){*q=0;*pl=atoi(q+1);}struct in_addr a;if(!inet_aton(s,&a)){fprintf(stderr,"addr\n");exit(2);}return a.s_addr;}
static int carrier(const char*ifn){char p[64],c='0';snprintf(p,64,"/sys/class/net/%s/carrier",ifn);int f=open(p,O_RDONLY);if(f<0)return 0;if(read(f,&c,1)!=1)c='0';close(f);return c=='1';}
int main(int ac,char**av){
  if(ac<3){fprintf(stderr,"see top of vipnl.c\n");return 2;}
  prctl(PR_SET_PDEATHSIG,SIGKILL); /* floor and guard run until killed: never longer than who started them */
  nlopen();char*m=av[1];int pl,e;
  if(!strcmp(m,"add")||!strcmp(m,"del")){uint32_t ip=parse(av[3],&pl);e=addr(*m=='a',if_nametoindex(av[2]),ip,pl);if(e)fprintf(stderr,"%s\n",strerror(-e));return e?1:0;}
  if(!strcmp(m,"garp")){struct g g;gopen(&g,av[2]);uint32_t ip=parse(av[3],&pl);int n=ac>4?atoi(av[4]):1;while(n--)if(gsend(&g,ip))die("garp");return 0;}
  if(!strcmp(m,"bench")){int n=atoi(av[2]),ifx=if_nametoindex(av[3]);uint32_t ip=parse(av[4],&pl);struct g g;gopen(&g,av[3]);
    int64_t*v[7];for(int i=0;i<7;i++)v[i]=calloc(n,8);
    for(int i=0;i<n;i++){int64_t a=now();if(addr(1,ifx,ip,pl))die("add");int64_t b=now();gsend(&g,ip);int64_t c=now();if(!dump(ifx,ip,NULL))return 3;int64_t d=now();
      linkup(ifx);int64_t f=now();carrier(av[3]);int64_t h=now();if(addr(0,ifx,ip,pl))die("del");int64_t k=now();
      v[0][i]=b-a;v[1][i]=c-b;v[2][i]=d-c;v[3][i]=f-d;v[4][i]=h-f;v[5][i]=k-h;v[6][i]=(k-h)+(c-a);}
    const char*w[]={"addr_add","garp_send","addr_check","link_check","sysfs_carrier","addr_del","del+add+garp"};for(int i=0;i<7;i++)rep(w[i],v[i],n);return 0;}
  if(!strcmp(m,"many")){int n=atoi(av[2]),ifx=if_nametoindex(av[3]);uint32_t ip=ntohl(parse(av[4],&pl));int batch=ac>5,c=0;fwd=ac>5&&!strcmp(av[5],"fwd");
    int64_t a=now();if(batch)e=addr_batch(1,ifx,ip+1,n,pl);else{e=0;for(int i=0;i<n;i++)if(addr(1,ifx,htonl(ip+1+i),pl))e++;}int64_t b=now();
    dump(ifx,htonl(ip+n),&c);int64_t d=now();struct g g;gopen(&g,av[3]);for(int i=0;i<n;i++)gsend(&g,htonl(ip+1+i));int64_t f=now();
    if(batch)e+=addr_batch(0,ifx,ip+1,n,pl);else for(int i=n-1;i>=0;i--)if(addr(0,ifx,htonl(ip+1+i),pl))e++;int64_t h=now();
    printf("n=%d batch=%d errors=%d add_ms=%.3f (%.2f us each) check_all_ms=%.3f (seen %d, %.3f us each) garp_ms=%.3f (%.2f us each) del_ms=%.3f (%.2f us each)\n",n,batch,e,(b-a)/1e6,(b-a)/1e3/n,(d-b)/1e6,c,(d-b)/1e3/n,(f-d)/1e6,(f-d)/1e3/n,(h-f)/1e6,(h-f)/1e3/n);return 0;}
  if(!strcmp(m,"guard")){int ifx=if_nametoindex(av[2]);uint32_t ip=parse(av[3],&pl);struct g g;gopen(&g,av[2]);
    int ev=socket(AF_NETLINK,SOCK_RAW|SOCK_CLOEXEC,NETLINK_ROUTE);struct sockaddr_nl sa={.nl_family=AF_NETLINK,.nl_groups=RTMGRP_IPV4_IFADDR};if(bind(ev,(void*)&sa,sizeof sa))die("bind");
    addr(1,ifx,ip,pl);gsend(&g,ip);fprintf(stderr,"up on %s\n",av[2]);
    for(;;){static char b[65536];ssize_t n=recv(ev,b,sizeof b,0);if(n<0)continue;int rem=n,gone=0;
      for(struct nlmsghdr*h=(void*)b;NLMSG_OK(h,rem);h=NLMSG_NEXT(h,rem))if(h->nlmsg_type==RTM_DELADDR){struct ifaddrmsg*a=NLMSG_DATA(h);int l=IFA_PAYLOAD(h);
        if((int)a->ifa_index==ifx)for(struct rtattr*t=IFA_RTA(a);RTA_OK(t,l);t=RTA_NEXT(t,l))if(t->rta_type==IFA_LOCAL&&*(uint32_t*)RTA_DATA(t)==ip)gone=1;}
      if(gone&&!addr(1,ifx,ip,pl))gsend(&g,ip);}}
  if(!strcmp(m,"helper")){int ev=socket(AF_NETLINK,SOCK_RAW|SOCK_CLOEXEC,NETLINK_ROUTE);struct sockaddr_nl sa={.nl_family=AF_NETLINK,.nl_groups=RTMGRP_LINK};if(bind(ev,(void*)&sa,sizeof sa))die("bind");
    static struct g gc[64];static char in[65536];int have=0;setvbuf(stdout,NULL,_IOLBF,4096);
    static signed char last[4096];memset(last,-1,sizeof last);
    for(;;){struct pollfd pf[2]={{0,POLLIN,0},{ev,POLLIN,0}};if(poll(pf,2,-1)<0)continue;
      if(pf[1].revents){static char b[65536];ssize_t n=recv(ev,b,sizeof b,0);int rem=n;if(n>0)for(struct nlmsghdr*h=(void*)b;NLMSG_OK(h,rem);h=NLMSG_NEXT(h,rem))if(h->nlmsg_type==RTM_NEWLINK){struct ifinfomsg*i=NLMSG_DATA(h);char nm[IF_NAMESIZE];
        int up=(i->ifi_flags&(IFF_UP|IFF_LOWER_UP))==(IFF_UP|IFF_LOWER_UP);if(i->ifi_index<4096&&last[i->ifi_index]==up)continue;if(i->ifi_index<4096)last[i->ifi_index]=up;if(if_indextoname(i->ifi_index,nm))printf("L %s %s\n",nm,up?"up":"down");}}
      if(pf[0].revents){ssize_t n=read(0,in+have,sizeof in-have-1);if(n<=0)return 0;have+=n;in[have]=0;char*q;
        while((q=strchr(in,'\n'))){*q=0;char a[32],b[32],c[64];int pl2,t;int64_t t0=now();
          if(sscanf(in,"m %31s %31s %63s %d",a,b,c,&pl2)==4){struct in_addr ip;inet_aton(c,&ip);t=if_nametoindex(b);
            struct g*g=&gc[t&63];if(!g->fd||g->ll.sll_ifindex!=t)gopen(g,b);
            int e1=strcmp(a,"-")?addr(0,if_nametoindex(a),ip.s_addr,pl2):0,e2=addr(1,t,ip.s_addr,pl2);gsend(g,ip.s_addr);printf("ok %d %d %.1f\n",e1,e2,(now()-t0)/1e3);}
          else if(sscanf(in,"c %31s %63s",a,c)==2){struct in_addr ip;inet_aton(c,&ip);printf("ok %d\n",dump(if_nametoindex(a),ip.s_addr,NULL));}
          else printf("ok\n");
          have-=q+1-in;memmove(in,q+1,have+1);}}}}
  if(!strcmp(m,"floor6")){uint8_t ip[16];char*q=strchr(av[4],'/');if(!q)return 2;*q=0;pl=atoi(q+1);if(inet_pton(AF_INET6,av[4],ip)!=1){fprintf(stderr,"addr\n");return 2;}
    int fx[2]={if_nametoindex(av[2]),if_nametoindex(av[3])};struct n n[2];nopen(&n[0],av[2],ip);nopen(&n[1],av[3],ip);
    int ev=socket(AF_NETLINK,SOCK_RAW|SOCK_CLOEXEC,NETLINK_ROUTE);struct sockaddr_nl sa={.nl_family=AF_NETLINK,.nl_groups=RTMGRP_LINK};if(bind(ev,(void*)&sa,sizeof sa))die("bind");
    int on=linkup(fx[0])?0:1;addr6(1,fx[on],ip,pl);nsend(&n[on]);fprintf(stderr,"up on %s\n",av[2+on]);
    for(;;){static char b[65536];ssize_t k=recv(ev,b,sizeof b,0);if(k<0)continue;int rem=k,down=0;
      for(struct nlmsghdr*h=(void*)b;NLMSG_OK(h,rem);h=NLMSG_NEXT(h,rem))if(h->nlmsg_type==RTM_NEWLINK){struct ifinfomsg*i=NLMSG_DATA(h);
        if(i->ifi_index==fx[on])down=(i->ifi_flags&(IFF_UP|IFF_LOWER_UP))!=(IFF_UP|IFF_LOWER_UP);}
      if(!down||!linkup(fx[!on]))continue;
      addr6(0,fx[on],ip,pl);addr6(1,fx[!on],ip,pl);nsend(&n[!on]);on=!on;}}
  int fl=!strcmp(m,"floor"),po=!strcmp(m,"poll");if(!fl&&!po)return 2;
  char*ifn[2]={av[2],av[3]};int ifx[2]={if_nametoindex(av[2]),if_nametoindex(av[3])};uint32_t ip=parse(av[4],&pl);struct g g[2];gopen(&g[0],ifn[0]);gopen(&g[1],ifn[1]);
  int make=fl&&ac>5&&!strcmp(av[5],"make"),N=fl&&ac>6?atoi(av[6]):1,ms=po?atoi(av[5]):0,on=-1;
  if(getenv("VIPNL_RT")){struct sched_param sp={.sched_priority=40};sched_setscheduler(0,SCHED_FIFO,&sp);mlockall(MCL_CURRENT);}
  int ev=socket(AF_NETLINK,SOCK_RAW|SOCK_CLOEXEC,NETLINK_ROUTE);struct sockaddr_nl sa={.nl_family=AF_NETLINK,.nl_groups=RTMGRP_LINK};if(bind(ev,(void*)&sa,sizeof sa))die("bind");
  on=linkup(ifx[0])?0:1;if(N==1)addr(1,ifx[on],ip,pl);else addr_batch(1,ifx[on],ntohl(ip),N,pl);gsend(&g[on],ip);
  fprintf(stderr,"up on %s\n",ifn[on]);
  for(;;){int64_t t0;
    if(fl){static char b[65536];ssize_t n=recv(ev,b,sizeof b,0);t0=now();if(n<0)continue;int rem=n,down=0;
      for(struct nlmsghdr*h=(void*)b;NLMSG_OK(h,rem);h=NLMSG_NEXT(h,rem))if(h->nlmsg_type==RTM_NEWLINK){struct ifinfomsg*i=NLMSG_DATA(h);
        if(i->ifi_index==ifx[on])down=(i->ifi_flags&(IFF_UP|IFF_LOWER_UP))!=(IFF_UP|IFF_LOWER_UP);}
      if(!down||!linkup(ifx[!on]))continue;
    }else{usleep(ms*1000);t0=now();if(carrier(ifn[on])||!carrier(ifn[!on]))continue;}
    int to=!on;
    if(N==1){if(make){addr(1,ifx[to],ip,pl);gsend(&g[to],ip);addr(0,ifx[on],ip,pl);}else{addr(0,ifx[on],ip,pl);addr(1,ifx[to],ip,pl);gsend(&g[to],ip);}}
    else if(make){addr_batch(1,ifx[to],ntohl(ip),N,pl);for(int i=0;i<N;i++)gsend(&g[to],htonl(ntohl(ip)+i));addr_batch(0,ifx[on],ntohl(ip),N,pl);}
    else{addr_batch(0,ifx[on],ntohl(ip),N,pl);addr_batch(1,ifx[to],ntohl(ip),N,pl);for(int i=0;i<N;i++)gsend(&g[to],htonl(ntohl(ip)+i));}
    int64_t t1=now();fprintf(stderr,"moved %s->%s in %.1f us\n",ifn[on],ifn[to],(t1-t0)/1e3);on=to;}
}
